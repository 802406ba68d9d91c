-- name: Never sent
-- severity: warning
-- meaning: A message was received that carries the id of one of our messages, and nobody has said that he sent it.
-- what-to-do: Look who puts messages there besides the known senders: a script that puts back what it took, a copy of another
--   environment's data, or a sender whose events do not arrive here.
-- unit: s
-- resolve-after: 10min
-- waits-for-senders: yes
-- parameter: deadline duration 1min How long after the receipt the sender may still say so.
WITH messages AS (
  SELECT
    MOD(HASH_CODE(message_id), 128) AS bucket,
    message_id AS key,
    received_at,
    message_type = 'Received message' AS waits,
    CASE WHEN message_type = 'Received message' THEN :deadline ELSE 3600 END AS deadline,
    correlation_id,
    module_type,
    module_id,
    endpoint,
    CAST(NULL AS STRING) AS consumer_group,
    CAST(NULL AS STRING) AS missing_from,
    CAST(NULL AS TIMESTAMP_LTZ(3)) AS known
  FROM arrivals
  WHERE message_id IS NOT NULL AND message_type IN ('Send message', 'Received message')
),
unsent AS (
  SELECT *
  FROM OVERDUE(input => TABLE messages PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'messages')
),
sends_and_unsent AS (
  SELECT
    endpoint AS key,
    received_at,
    TRUE AS marks,
    received_at AS `at`,
    CAST(NULL AS BOOLEAN) AS overdue,
    CAST(NULL AS DOUBLE) AS waited,
    CAST(NULL AS DOUBLE) AS deadline,
    CAST(NULL AS STRING) AS correlation_id,
    module_type,
    CAST(NULL AS STRING) AS module_id
  FROM arrivals
  WHERE message_type = 'Send message'
  UNION ALL
  SELECT endpoint, rowtime, FALSE, `at`, overdue, waited, deadline, correlation_id, module_type, module_id FROM unsent
)
SELECT
  key AS alert_key,
  `at` AS observed_at,
  waited AS observed,
  deadline AS threshold,
  NOT overdue AS resolved,
  correlation_id,
  module_type,
  module_id,
  key AS endpoint,
  known_module AS missing_from
FROM WHERE_KNOWN(
  input => TABLE sends_and_unsent PARTITION BY key, on_time => DESCRIPTOR(received_at), uid => 'destinations')
