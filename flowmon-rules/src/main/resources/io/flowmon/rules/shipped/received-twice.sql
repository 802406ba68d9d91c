-- name: Received twice
-- severity: warning
-- meaning: The same message was received more than once by the same group of receivers, and not marked as delivered again.
-- what-to-do: Whatever the message asks for was probably done twice. Look who put it back, or sent it again under the same id,
--   and whether handling it twice does harm.
-- unit: times
-- resolve-after: 10min
WITH receipts AS (
  SELECT
    MOD(HASH_CODE(message_id), 128) AS bucket,
    message_id || ' ' || COALESCE(consumer_group, '')
      || CASE WHEN endpoint LIKE 'QUEUE %' THEN ' ' || endpoint ELSE '' END AS key,
    received_at,
    COALESCE(action_id, event_id) AS occurrence,
    correlation_id,
    module_type,
    module_id,
    endpoint
  FROM arrivals
  WHERE
    message_type = 'Received message'
    AND message_id IS NOT NULL
    AND NOT redelivered
    AND endpoint NOT LIKE 'CHANNEL %'
)
SELECT
  endpoint AS alert_key,
  rowtime AS observed_at,
  CAST(times AS DOUBLE) AS observed,
  CAST(1 AS DOUBLE) AS threshold,
  correlation_id,
  module_type,
  module_id,
  endpoint
FROM REPEATED(input => TABLE receipts PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'messages')
