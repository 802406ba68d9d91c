CREATE TABLE contract_progress (
    position BIGINT NOT NULL,
    judged_up_to TIMESTAMP NOT NULL
);
CREATE TABLE contract_total (
    contract VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    judged BIGINT NOT NULL,
    deviating BIGINT NOT NULL,
    uncertain BIGINT NOT NULL
);
CREATE TABLE contract_case (
    contract VARCHAR NOT NULL,
    correlation_id VARCHAR NOT NULL,
    first_sequence BIGINT NOT NULL,
    judged_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    alerts VARCHAR[] NOT NULL
);
