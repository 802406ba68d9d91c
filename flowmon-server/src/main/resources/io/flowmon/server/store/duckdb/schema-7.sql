CREATE TABLE replay (
    id VARCHAR PRIMARY KEY,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    selection VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    messages BIGINT NOT NULL,
    ended_at TIMESTAMP
);
CREATE TABLE replayed_message (
    replay VARCHAR NOT NULL,
    batch INTEGER NOT NULL,
    original UUID NOT NULL,
    message UUID,
    correlation_id VARCHAR NOT NULL,
    endpoint VARCHAR NOT NULL,
    before VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    detail VARCHAR,
    replayed_at TIMESTAMP NOT NULL
);
