CREATE TABLE acknowledgement (
    alert VARCHAR PRIMARY KEY,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    note VARCHAR NOT NULL
);
CREATE TABLE silence (
    id VARCHAR PRIMARY KEY,
    rule VARCHAR NOT NULL,
    key VARCHAR,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    note VARCHAR NOT NULL
);
