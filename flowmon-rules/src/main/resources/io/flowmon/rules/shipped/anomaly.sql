-- name: Anomaly
-- severity: info
-- meaning: An endpoint's latency is far from its own recent past.
-- what-to-do: Compare the endpoint's percentiles before and after; look what was deployed, and whether its neighbours
--   changed at the same time.
-- unit: deviations
-- resolve-after: 5min
-- parameter: threshold number 5 How many times further than usual the median may be from its past (the modified z-score).
-- parameter: least number 20 Fewer actions in a window say nothing.
-- parameter: window interval 1min The past is made of windows of this size.
WITH medians AS (
  SELECT
    module_type || ' ' || endpoint AS key,
    window_time AS event_time,
    PERCENTILE(elapsed_time, 0.5) AS observed,
    module_type,
    endpoint
  FROM TUMBLE(DATA => TABLE events, TIMECOL => DESCRIPTOR(event_time), SIZE => :window)
  WHERE ends_action
  GROUP BY module_type, endpoint, window_start, window_end, window_time
  HAVING COUNT(*) >= :least
)
SELECT
  module_type || ' ' || endpoint AS alert_key,
  rowtime AS observed_at,
  ABS(score) AS observed,
  :threshold AS threshold,
  0.7 * :threshold AS clear_below,
  module_type,
  endpoint
FROM OUTLIERS(input => TABLE medians PARTITION BY key, on_time => DESCRIPTOR(event_time), uid => 'past')
