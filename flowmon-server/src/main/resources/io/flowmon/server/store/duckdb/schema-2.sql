CREATE TABLE sender (
    module_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    module_type VARCHAR NOT NULL,
    session UUID,
    state VARCHAR NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    offered BIGINT NOT NULL,
    recovered BIGINT,
    queued BIGINT,
    in_flight BIGINT,
    spooled BIGINT,
    acknowledged BIGINT,
    dropped VARCHAR NOT NULL,
    oldest_unsent TIMESTAMP,
    PRIMARY KEY (module_id, started_at)
);

INSERT INTO sender (module_id, started_at, module_type, state, sent_at, received_at, offered, dropped, oldest_unsent)
SELECT module_id, TIMESTAMP '1970-01-01', module_type, state, sent_at, received_at, offered, dropped, oldest_unsent
FROM module_instance;

DROP TABLE module_instance;

ALTER TABLE wire_session ADD COLUMN module_id VARCHAR;
ALTER TABLE wire_session ADD COLUMN first_event_at TIMESTAMP;
-- Of the sessions that are there nobody knows how many events were stored before: null, and null plus something is null.
ALTER TABLE wire_session ADD COLUMN events BIGINT;
ALTER TABLE wire_session ADD COLUMN rejected BIGINT;
