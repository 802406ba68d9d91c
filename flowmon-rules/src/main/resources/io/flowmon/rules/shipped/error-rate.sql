-- name: Error rate
-- severity: critical
-- meaning: A large share of an endpoint's actions fails.
-- what-to-do: Open one of the flows: the deepest step that failed is where to look first.
-- unit: of all
-- resolve-after: 2min
-- measure: failed-share
-- parameter: threshold number 0.05 Which share of the actions may fail, between 0 and 1.
-- parameter: least number 20 Fewer actions in a window say nothing.
-- parameter: window interval 1min Over which time.
-- parameter: step interval 10s How often it is looked at.
WITH counted AS (
  SELECT
    module_type,
    endpoint,
    window_end,
    COUNT(*) AS actions,
    COUNT(*) FILTER (WHERE outcome IN ('server_error', 'exception', 'timeout')) AS failed,
    MIN(correlation_id) FILTER (WHERE outcome IN ('server_error', 'exception', 'timeout')) AS correlation_id
  FROM HOP(DATA => TABLE events, TIMECOL => DESCRIPTOR(event_time), SLIDE => :step, SIZE => :window)
  WHERE ends_action
  GROUP BY module_type, endpoint, window_start, window_end
)
SELECT
  module_type || ' ' || endpoint AS alert_key,
  window_end AS observed_at,
  CAST(failed AS DOUBLE) / actions AS observed,
  :threshold AS threshold,
  0.8 * :threshold AS clear_below,
  correlation_id,
  module_type,
  endpoint
FROM counted
WHERE actions >= :least AND failed > 0
