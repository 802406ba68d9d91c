-- name: Lost call
-- severity: critical
-- meaning: A service was called and answered, or did not answer in time, and no service has said that it received the call,
--   although calls to that host and endpoint are received by services that flowmon knows.
-- what-to-do: Look at what stands between caller and service. A proxy or a gateway answers itself when it cannot reach the
--   service, and a balancer may lead some of the calls elsewhere.
-- unit: s
-- resolve-after: 10min
-- waits-for-senders: yes
-- parameter: deadline duration 1min How long after the answer the service may still say that it received the call.
WITH calls AS (
  SELECT
    MOD(HASH_CODE(message_id), 128) AS bucket,
    message_id AS key,
    received_at,
    message_type = 'End service call' AS waits,
    :deadline AS deadline,
    correlation_id,
    module_type,
    module_id,
    COALESCE(peer || ' ', '') || endpoint AS endpoint,
    CAST(NULL AS STRING) AS consumer_group,
    CAST(NULL AS STRING) AS missing_from,
    CAST(NULL AS TIMESTAMP_LTZ(3)) AS known
  FROM arrivals
  WHERE
    message_id IS NOT NULL
    AND (
      (message_type = 'End service call' AND outcome NOT IN ('exception', 'cancelled'))
      OR message_type IN ('Begin call', 'End call'))
),
answered AS (
  SELECT *
  FROM OVERDUE(
    input => TABLE calls PARTITION BY bucket, on_time => DESCRIPTOR(received_at), uid => 'calls', in_time => TRUE)
),
destinations AS (
  SELECT
    endpoint AS key,
    rowtime AS received_at,
    overdue IS NULL AS marks,
    `at`,
    overdue,
    waited,
    deadline,
    correlation_id,
    module_type,
    module_id
  FROM answered
)
SELECT
  key AS alert_key,
  `at` AS observed_at,
  waited AS observed,
  deadline AS threshold,
  NOT overdue AS resolved,
  correlation_id,
  module_type,
  module_id,
  key AS endpoint,
  CAST(NULL AS STRING) AS missing_from
FROM WHERE_KNOWN(
  input => TABLE destinations PARTITION BY key, on_time => DESCRIPTOR(received_at), uid => 'destinations')
