-- name: Stuck
-- severity: critical
-- meaning: An action was begun and has not ended.
-- what-to-do: Look at the instance that it runs on: a thread dump shows what it waits for. If the instance is gone, the work
--   is gone with it.
-- unit: s
-- resolve-after: 10min
-- waits-for-senders: yes
-- measure: elapsed-max deadline
-- parameter: deadline duration 1min How long an action may take before it counts as stuck.
WITH actions AS (
  SELECT
    MOD(HASH_CODE(action_id), 128) AS bucket,
    action_id AS key,
    received_at,
    NOT ends_action AS waits,
    CASE WHEN NOT ends_action THEN :deadline ELSE 600 END AS deadline,
    correlation_id,
    module_type,
    module_id,
    endpoint,
    CAST(NULL AS STRING) AS consumer_group,
    module_type AS missing_from,
    CAST(NULL AS TIMESTAMP_LTZ(3)) AS known
  FROM arrivals
  WHERE action_id IS NOT NULL AND (NOT ends_action OR message_type <> 'Send message')
)
SELECT
  module_type || ' ' || endpoint AS alert_key,
  `at` AS observed_at,
  waited AS observed,
  deadline AS threshold,
  NOT overdue AS resolved,
  correlation_id,
  module_type,
  module_id,
  endpoint,
  missing_from
FROM OVERDUE(input => TABLE actions PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'actions')
