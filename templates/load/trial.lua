-- One trial of Sluice, for wrk 4.1.0 and 4.2.0. Everything it needs comes from the environment:
--   SLUICE_RESULT        file that done() writes (JSON); nothing is written where it is missing (a lead-in)
--   SLUICE_LIVE          file that grows while wrk runs: "start EPOCH_MS", then "SECOND THREAD SENT" lines
--   SLUICE_CONNECTIONS, SLUICE_THREADS, SLUICE_DURATION_SEC   what wrk was asked for: it does not tell its
--                        scripts
--   SLUICE_BODY_BYTES    posts a body of this many bytes with each request; 0 or unset asks by GET
--   SLUICE_SPREAD=1      threads take turns over all addresses of the host; wrk alone uses only the first
--   SLUICE_CODES=1       counts the answers by status code. That costs wrk a few percent of its requests
--                        (tests/bench/status-codes.ts), so that no trial with figures does it
local ffi = require('ffi')

-- The struct behind the latency object (wrk's stats.h). latency(i) walks the whole array for every i,
-- seconds for a wide histogram.
ffi.cdef('typedef struct { uint64_t count, limit, min, max; uint64_t data[]; } sluice_stats;')
local usec = ffi.os == 'OSX' and 'int32_t' or 'long'
ffi.cdef('typedef struct { long sec; ' .. usec .. ' usec; } sluice_time;')
ffi.cdef('int gettimeofday(sluice_time *now, void *zone);')

local version = 1
local clock = ffi.new('sluice_time')

local function now_us()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.sec) * 1000000 + tonumber(clock.usec)
end

-- By default wrk sends only Host. API Gateway chooses between text and binary by the first type in Accept.
if wrk.headers['Accept'] == nil then wrk.headers['Accept'] = '*/*' end

-- Blocks of 16 bytes: one that no text has, the number of the block, the end of a line. Readiness posts the
-- same and gets it back by SHA-256.
local body_bytes = tonumber(os.getenv('SLUICE_BODY_BYTES')) or 0
if body_bytes > 0 then
  local blocks = {}
  for block = 0, math.ceil(body_bytes / 16) - 1 do
    blocks[#blocks + 1] = string.format('\255%014d\n', block)
  end
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/octet-stream'
  wrk.body = string.sub(table.concat(blocks), 1, body_bytes)
end

-- ---- in wrk's main state: setup() and done()

local threads = {}
local addresses = {}
local began_us = nil

function setup(thread)
  if began_us == nil then
    began_us = now_us()
    local path = os.getenv('SLUICE_LIVE')
    if path then
      local file = assert(io.open(path, 'a'))
      file:write(string.format('start %.0f\n', math.floor(began_us / 1000)))
      file:close()
    end
  end
  threads[#threads + 1] = thread
  if os.getenv('SLUICE_SPREAD') == '1' then
    thread.addr = wrk.addrs[(#threads - 1) % #wrk.addrs + 1]
  end
  addresses[tostring(thread.addr)] = true
  thread:set('start_us', began_us)
  thread:set('number', #threads)
end

local function whole(number)
  return string.format('%.0f', tonumber(number))
end

-- The histogram as wrk has it after its correction: "value difference, count" in turns. It starts at 0 and
-- not at the minimum, which the correction does not lower.
local function histogram_of(latency)
  local stats = ffi.cast('sluice_stats **', latency)[0]
  local count = tonumber(stats.count)
  if count == 0 then return 0, 'null', 'null', '[]' end
  local parts, last, max = {}, 0, tonumber(stats.max)
  for value = 0, max do
    local here = tonumber(stats.data[value])
    if here > 0 then
      parts[#parts + 1] = whole(value - last)
      parts[#parts + 1] = whole(here)
      last = value
    end
  end
  return count, whole(stats.min), whole(max), '[' .. table.concat(parts, ',') .. ']'
end

local function per_second()
  local sums, seconds = {}, 0
  for _, thread in ipairs(threads) do
    local counts = thread:get('counts') or {}
    for second, sent in pairs(counts) do
      sums[second] = (sums[second] or 0) + sent
      if second > seconds then seconds = second end
    end
  end
  local list = {}
  for second = 1, seconds do list[second] = whole(sums[second] or 0) end
  return '[' .. table.concat(list, ',') .. ']'
end

-- Answers by status code, `null` where they were not counted.
local function status_codes()
  if os.getenv('SLUICE_CODES') ~= '1' then return 'null' end
  local sums, list = {}, {}
  for _, thread in ipairs(threads) do
    for status, answers in pairs(thread:get('codes') or {}) do
      sums[status] = (sums[status] or 0) + answers
    end
  end
  for status, answers in pairs(sums) do
    list[#list + 1] = '"' .. whole(status) .. '":' .. whole(answers)
  end
  table.sort(list)
  return '{' .. table.concat(list, ',') .. '}'
end

local function address_list()
  local list = {}
  for address in pairs(addresses) do list[#list + 1] = '"' .. address:gsub('[^%w%.:%[%]-]', '') .. '"' end
  table.sort(list)
  return '[' .. table.concat(list, ',') .. ']'
end

function done(summary, latency, _)
  local path = os.getenv('SLUICE_RESULT')
  if path == nil then return end
  local count, min, max, histogram = histogram_of(latency)
  local errors = summary.errors
  local json = table.concat({
    '{"script":', whole(version),
    ',"correction":"wrk"',
    ',"connections":', whole(os.getenv('SLUICE_CONNECTIONS') or 0),
    ',"threads":', whole(os.getenv('SLUICE_THREADS') or 0),
    ',"durationSec":', os.getenv('SLUICE_DURATION_SEC') or '0',
    ',"startedAtMs":', whole(math.floor(began_us / 1000)),
    ',"durationUs":', whole(summary.duration),
    ',"requests":', whole(summary.requests),
    ',"bytes":', whole(summary.bytes),
    ',"errors":{"connect":', whole(errors.connect), ',"read":', whole(errors.read),
    ',"write":', whole(errors.write), ',"timeout":', whole(errors.timeout),
    ',"status":', whole(errors.status), '}',
    ',"latency":{"count":', whole(count), ',"min":', min, ',"max":', max, ',"histogram":', histogram, '}',
    ',"sentPerSecond":', per_second(),
    ',"statusCodes":', status_codes(),
    ',"addresses":', address_list(),
    '}\n',
  })
  -- A file that is there is complete: it gets its name last.
  local file = assert(io.open(path .. '.part', 'w'))
  assert(file:write(json))
  assert(file:close())
  assert(os.rename(path .. '.part', path))
end

-- ---- in the state of each thread: init(), request() and response()

-- setup() puts `start_us` and `number` into the globals of the thread, and done() takes `counts` and `codes`
-- from there.
local prebuilt = nil
local live = nil
local sent = nil
local second = 1
local second_ends_us = 0

function init(_)
  prebuilt = wrk.format()
  -- wrk calls request() once on the first thread to look at what it gives; that one is not sent.
  counts = { number == 1 and -1 or 0 }
  sent = counts
  second_ends_us = start_us + 1000000
  local path = os.getenv('SLUICE_LIVE')
  if path then
    live = assert(io.open(path, 'a'))
    live:setvbuf('line')
  end
end

local function next_second(now)
  if live then live:write(string.format('%d %d %.0f\n', second - 1, number, sent[second])) end
  local reached = math.floor((now - start_us) / 1000000) + 1
  -- A thread that waited for answers for whole seconds sent nothing in them.
  for empty = second + 1, reached do sent[empty] = 0 end
  second = reached
  second_ends_us = start_us + reached * 1000000
end

function request()
  local now = now_us()
  if now >= second_ends_us then next_second(now) end
  sent[second] = sent[second] + 1
  return prebuilt
end

-- wrk keeps headers and bodies for Lua as soon as there is a response().
if os.getenv('SLUICE_CODES') == '1' then
  codes = {}
  function response(status)
    codes[status] = (codes[status] or 0) + 1
  end
end
