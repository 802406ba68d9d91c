CREATE TABLE event (
    sequence BIGINT NOT NULL,
    event_id UUID NOT NULL,
    correlation_id VARCHAR NOT NULL,
    timestamp TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    module_type VARCHAR NOT NULL,
    module_id VARCHAR NOT NULL,
    endpoint VARCHAR NOT NULL,
    message_type VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    action_id UUID,
    message_id UUID,
    parent_message_id UUID,
    begin_timestamp TIMESTAMP,
    end_timestamp TIMESTAMP,
    elapsed_time DOUBLE,
    outcome VARCHAR,
    error_type VARCHAR,
    error_message VARCHAR,
    service_params VARCHAR,
    headers VARCHAR,
    result VARCHAR,
    business_keys VARCHAR,
    peer VARCHAR,
    consumer_group VARCHAR,
    redelivered BOOLEAN NOT NULL,
    sample_rate DOUBLE NOT NULL,
    trace_id VARCHAR,
    span_id VARCHAR,
    others VARCHAR
);

CREATE TABLE rejected (
    sequence BIGINT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    batch_index INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    first_bytes VARCHAR NOT NULL
);

CREATE TABLE wire_session (
    session UUID PRIMARY KEY,
    last_number BIGINT NOT NULL,
    last_received_at TIMESTAMP NOT NULL
);

CREATE TABLE idempotent_request (
    key VARCHAR PRIMARY KEY,
    fingerprint VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    received_at TIMESTAMP NOT NULL
);

CREATE TABLE module_instance (
    module_id VARCHAR PRIMARY KEY,
    module_type VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    offered BIGINT NOT NULL,
    dropped VARCHAR NOT NULL,
    oldest_unsent TIMESTAMP
);
