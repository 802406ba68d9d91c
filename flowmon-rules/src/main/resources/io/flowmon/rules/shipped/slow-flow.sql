-- name: Slow flow
-- severity: warning
-- meaning: A flow takes longer than it may, from its first event to its last, whatever its single steps do.
-- what-to-do: Open one of the flows: its longest step, or the longest gap between two steps, is where the time goes.
-- unit: s
-- resolve-after: 1min
-- measure: flow-elapsed
-- parameter: threshold duration 5s How long a flow may take that begins at this endpoint.
WITH steps AS (
  SELECT
    MOD(HASH_CODE(correlation_id), 128) AS bucket,
    correlation_id,
    received_at,
    event_time,
    CASE
      WHEN message_type = 'Received message' AND endpoint NOT LIKE 'CHANNEL %' THEN 0
      WHEN message_type = 'Start processing' THEN 0
      WHEN message_type = 'Send message' THEN
        CASE WHEN outcome = 'ok' AND endpoint NOT LIKE 'CHANNEL %' THEN 1 ELSE 0 END
      WHEN ends_action THEN -1
      WHEN action_id IS NOT NULL THEN 1
      ELSE 0
    END AS opened,
    :threshold AS threshold,
    module_type,
    endpoint
  FROM arrivals
)
SELECT
  module_type || ' ' || endpoint AS alert_key,
  `at` AS observed_at,
  seconds AS observed,
  threshold,
  first_report AS counted,
  correlation_id,
  module_type,
  endpoint
FROM FLOW_DURATION(input => TABLE steps PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'flows')
