-- name: Lost message
-- severity: critical
-- meaning: A message was put into a list, a queue, a stream, a topic or a channel and nobody received it, although somebody
--   receives there. Of a stream or a topic: one of the consumer groups that receive there did not.
-- what-to-do: Look whether the receivers run and keep up: a queue that grows is late, not lost. If they do, something else
--   takes messages out, or the destination was emptied.
-- unit: s
-- resolve-after: 10min
-- waits-for-senders: yes
-- measure: message-wait deadline
-- parameter: deadline duration 1min How long a message may wait for its receiver.
WITH messages AS (
  SELECT
    endpoint AS destination,
    received_at,
    message_type = 'Send message' AS sent,
    message_id,
    CASE WHEN endpoint LIKE 'STREAM %' OR endpoint LIKE 'TOPIC %' THEN consumer_group END AS consumer_group,
    correlation_id,
    module_type,
    module_id
  FROM arrivals
  WHERE
    message_type = 'Received message'
    OR (message_type = 'Send message' AND outcome = 'ok' AND (endpoint NOT LIKE 'CHANNEL %' OR receivers > 0))
),
awaited AS (
  SELECT
    MOD(HASH_CODE(message_id), 128) AS bucket,
    message_id || ' ' || COALESCE(consumer_group, '') AS key,
    rowtime AS received_at,
    sent AS waits,
    CASE WHEN sent THEN :deadline ELSE 600 END AS deadline,
    correlation_id,
    module_type,
    module_id,
    destination AS endpoint,
    consumer_group,
    receiver AS missing_from,
    known
  FROM RECEIVERS(
    input => TABLE messages PARTITION BY destination, on_time => DESCRIPTOR(received_at), uid => 'destinations')
  WHERE message_id IS NOT NULL
)
SELECT
  endpoint || COALESCE(' ' || consumer_group, '') AS alert_key,
  `at` AS observed_at,
  waited AS observed,
  deadline AS threshold,
  NOT overdue AS resolved,
  correlation_id,
  module_type,
  module_id,
  endpoint,
  missing_from
FROM OVERDUE(input => TABLE awaited PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'messages')
