CREATE TABLE vault (
    sequence BIGINT NOT NULL,
    message_id UUID NOT NULL,
    key_id VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    received_at TIMESTAMP NOT NULL
);
