-- name: Nothing received
-- severity: critical
-- meaning: Messages are sent to a service and it receives none of them any more, although it used to.
-- what-to-do: Look whether its instances run and what they do: one that hangs still says that it is up. What was sent waits in
--   the queue.
-- unit: s
-- resolve-after: 30d
-- waits-for-senders: yes
-- parameter: deadline duration 1min How long nothing may be received, from the first message that is not.
-- parameter: least number 3 How many messages must have been sent in that time.
WITH messages AS (
  SELECT
    endpoint AS key,
    received_at,
    message_type = 'Send message' AS sent,
    message_id,
    :deadline AS deadline,
    :least AS least,
    correlation_id,
    module_type
  FROM arrivals
  WHERE
    endpoint NOT LIKE 'CHANNEL %'
    AND ((message_type = 'Send message' AND outcome = 'ok') OR message_type = 'Received message')
)
SELECT
  module_type || ' ' || key AS alert_key,
  rowtime AS observed_at,
  waited AS observed,
  deadline AS threshold,
  FALSE AS counted,
  NOT unattended AS resolved,
  correlation_id,
  module_type,
  key AS endpoint,
  module_type AS missing_from
FROM UNATTENDED(input => TABLE messages PARTITION BY key, on_time => DESCRIPTOR(received_at), uid => 'destinations')
