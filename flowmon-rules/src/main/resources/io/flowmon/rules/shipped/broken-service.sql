-- name: Broken service
-- severity: critical
-- meaning: No instance of a service is there any more, and the one that was heard last did not say goodbye.
-- what-to-do: Start it again. What was sent to it meanwhile waits in its queues; calls to it fail until it is back.
-- unit: instances
-- resolve-after: 30d
SELECT
  module_type AS alert_key,
  module_since AS observed_at,
  CAST(module_gone AS DOUBLE) AS observed,
  CAST(0 AS DOUBLE) AS threshold,
  FALSE AS counted,
  module_state <> 'gone' AS resolved,
  module_type
FROM senders
WHERE module_state IS NOT NULL
