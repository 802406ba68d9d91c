CREATE TABLE event_loss (
    module_type VARCHAR NOT NULL,
    module_id VARCHAR NOT NULL,
    lost_from TIMESTAMP NOT NULL,
    lost_to TIMESTAMP NOT NULL,
    events BIGINT NOT NULL
);
