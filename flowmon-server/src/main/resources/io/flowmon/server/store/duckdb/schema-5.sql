CREATE TABLE channel (
    name VARCHAR PRIMARY KEY,
    since TIMESTAMP NOT NULL
);
CREATE TABLE told (
    channel VARCHAR NOT NULL,
    alert VARCHAR NOT NULL,
    open BOOLEAN NOT NULL,
    told_at TIMESTAMP NOT NULL,
    PRIMARY KEY (channel, alert)
);
