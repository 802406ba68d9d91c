-- name: Slow step
-- severity: warning
-- meaning: An action took longer than it may.
-- what-to-do: Open one of the flows: the bar that stands out is the step. Compare it with the endpoint's percentiles to see
--   whether it is always so.
-- unit: s
-- resolve-after: 1min
-- measure: elapsed-max
-- parameter: threshold duration 300ms How long an action may take.
SELECT
  module_type || ' ' || endpoint AS alert_key,
  event_time AS observed_at,
  elapsed_time AS observed,
  :threshold AS threshold,
  correlation_id,
  module_type,
  module_id,
  endpoint
FROM events
WHERE ends_action AND elapsed_time > :threshold
