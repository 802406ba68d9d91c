-- LREM, LPOS and LINSERT on a list whose elements may be envelopes, by content.
-- KEYS[1] list; ARGV: 1 command, 2 content, 3 the same in base64, 4 how many (0: all), 5 head or tail,
-- 6 how many to pass over; LREM: 7 the element that is meant, or empty; LINSERT: 7 new element, 8 BEFORE or AFTER.
local key, command, content, base64 = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local limit, fromTail, skip = tonumber(ARGV[4]), ARGV[5] == 'tail', tonumber(ARGV[6])

local function matches(element)
  local header, value = string.match(element, '^{"flowmon"%s*:%s*(%b{})%s*,%s*"content"%s*:(.*)}%s*$')
  if not header then
    return element == content
  end
  local encoding = string.match(header, '"encoding"%s*:%s*"(%w+)"')
  if encoding == 'base64' then
    return string.match(value, '^%s*"(.*)"%s*$') == base64
  end
  if encoding == nil and string.match(value, '^%s*"') then
    local ok, decoded = pcall(cjson.decode, '[' .. value .. ']')
    return ok and decoded[1] == content
  end
  return value == content
end

if command == 'LREM' and ARGV[7] ~= '' then
  local removed = redis.call('LREM', key, fromTail and -1 or 1, ARGV[7])
  if removed > 0 then
    return removed
  end
end

local elements, positions = {}, {}
local length, seen, page = redis.call('LLEN', key), 0, 100
while seen < length and (limit == 0 or #elements < limit) do
  local first = fromTail and math.max(0, length - seen - page) or seen
  local last = fromTail and length - seen - 1 or math.min(length, seen + page) - 1
  local part = redis.call('LRANGE', key, first, last)
  for i = 1, #part do
    local at = fromTail and #part + 1 - i or i
    if (limit == 0 or #elements < limit) and matches(part[at]) then
      if skip > 0 then
        skip = skip - 1
      else
        elements[#elements + 1] = part[at]
        positions[#positions + 1] = first + at - 1
      end
    end
  end
  seen = seen + #part
end

if command == 'LPOS' then
  return positions
end
if command == 'LINSERT' then
  if length == 0 then
    return 0
  end
  return elements[1] and redis.call('LINSERT', key, ARGV[8], elements[1], ARGV[7]) or -1
end
local removed = 0
for _, element in ipairs(elements) do
  removed = removed + redis.call('LREM', key, fromTail and -1 or 1, element)
end
return removed
