-- name: Throttling
-- severity: warning
-- meaning: An endpoint is called more often than it should be.
-- what-to-do: Look who calls: the flows' first step names the caller. A loop or a retry without a pause is the usual cause.
-- unit: calls/s
-- resolve-after: 10s
-- measure: calls-per-second
-- parameter: threshold number 3 How many calls a second there may be on average.
-- parameter: window interval 10s Over which time.
-- parameter: step interval 1s How often it is looked at.
WITH counted AS (
  SELECT
    module_type,
    endpoint,
    window_end,
    SUM(1 / sample_rate) / TIMESTAMPDIFF(SECOND, window_start, window_end) AS calls,
    MIN(correlation_id) AS correlation_id
  FROM HOP(DATA => TABLE events, TIMECOL => DESCRIPTOR(event_time), SLIDE => :step, SIZE => :window)
  WHERE ends_action AND role = 'receiver'
  GROUP BY module_type, endpoint, window_start, window_end
)
SELECT
  module_type || ' ' || endpoint AS alert_key,
  window_end AS observed_at,
  calls AS observed,
  :threshold AS threshold,
  correlation_id,
  module_type,
  endpoint
FROM counted
WHERE calls > :threshold
