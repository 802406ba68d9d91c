-- name: Lost message
-- severity: critical
-- meaning: A message was put into a list, a stream or a channel and nobody received it, although somebody receives there.
-- what-to-do: Look whether the receivers run and keep up: a queue that grows is late, not lost. If they do, something else
--   takes messages out, or the destination was emptied.
-- unit: s
-- resolve-after: 10min
-- waits-for-senders: yes
-- parameter: deadline duration 1min How long a message may wait for its receiver.
WITH messages AS (
  SELECT
    message_id AS key,
    received_at,
    message_type = 'Send message' AS waits,
    CASE WHEN message_type = 'Send message' THEN :deadline ELSE 600 END AS deadline,
    correlation_id,
    module_type,
    module_id,
    endpoint
  FROM arrivals
  WHERE
    message_id IS NOT NULL
    AND (
      message_type = 'Received message'
      OR (message_type = 'Send message' AND outcome = 'ok' AND (endpoint NOT LIKE 'CHANNEL %' OR receivers > 0)))
),
unreceived AS (
  SELECT *
  FROM OVERDUE(input => TABLE messages PARTITION BY key, on_time => DESCRIPTOR(received_at), uid => 'messages')
),
receipts_and_unreceived AS (
  SELECT
    endpoint AS key,
    received_at,
    TRUE AS marks,
    CAST(NULL AS BOOLEAN) AS overdue,
    CAST(NULL AS DOUBLE) AS waited,
    CAST(NULL AS DOUBLE) AS deadline,
    CAST(NULL AS STRING) AS correlation_id,
    module_type,
    CAST(NULL AS STRING) AS module_id
  FROM arrivals
  WHERE message_type = 'Received message'
  UNION ALL
  SELECT endpoint, rowtime, FALSE, overdue, waited, deadline, correlation_id, module_type, module_id FROM unreceived
)
SELECT
  key AS alert_key,
  rowtime AS observed_at,
  waited AS observed,
  deadline AS threshold,
  NOT overdue AS resolved,
  correlation_id,
  module_type,
  module_id,
  key AS endpoint,
  known_module AS missing_from
FROM WHERE_KNOWN(
  input => TABLE receipts_and_unreceived PARTITION BY key, on_time => DESCRIPTOR(received_at), uid => 'destinations')
