-- name: Instance gone
-- severity: warning
-- meaning: An instance of a service has fallen silent without saying goodbye. It was killed, hangs, or cannot reach the server.
-- what-to-do: Look whether its process is there, and why it ended: out of memory, killed by the platform, a crash. If it was
--   replaced by another one, nothing is left to do; the alert ends by itself after an hour.
-- unit: instances
-- resolve-after: 1h
SELECT
  module_id AS alert_key,
  since AS observed_at,
  CAST(1 AS DOUBLE) AS observed,
  CAST(0 AS DOUBLE) AS threshold,
  FALSE AS counted,
  state <> 'gone' AS resolved,
  module_type,
  module_id
FROM senders
