-- name: Slow percentile
-- severity: warning
-- meaning: So many actions of an endpoint take longer than they may that it is no exception any more.
-- what-to-do: Look at the endpoint's percentiles over the last hour: did they rise at once (a deployment, a neighbour) or
--   slowly (data, load)?
-- unit: s
-- resolve-after: 2min
-- measure: elapsed-percentile
-- parameter: percentile number 0.95 Which percentile, between 0 and 1.
-- parameter: threshold duration 1s How long that part of the actions may take.
-- parameter: least number 20 Fewer actions in a window say nothing.
-- parameter: window interval 1min Over which time.
-- parameter: step interval 10s How often it is looked at.
SELECT
  module_type || ' ' || endpoint AS alert_key,
  window_end AS observed_at,
  PERCENTILE(elapsed_time, :percentile) AS observed,
  :threshold AS threshold,
  0.9 * :threshold AS clear_below,
  module_type,
  endpoint
FROM HOP(DATA => TABLE events, TIMECOL => DESCRIPTOR(event_time), SLIDE => :step, SIZE => :window)
WHERE ends_action
GROUP BY module_type, endpoint, window_start, window_end
HAVING COUNT(*) >= :least
