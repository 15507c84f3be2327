-- wrk -s wrk.lua URL -- METHOD BODY_FILE FRESH_KEYS PER_SECOND NAME VALUE NAME VALUE ...
-- Sends one request again and again and prints one line of JSON at the end.
-- BODY_FILE is '' for none. FRESH_KEYS: '' formats the request once; 'none' for each request, as it is; anything else for each
-- request with an Idempotency-Key of its own, which begins with it. So 'none' and keys cost wrk the same but for the header.
-- '@FILE': each with the next line of that file as its Authorization.
-- PER_SECOND: no more requests than that; 0 for as many as are answered.
-- Each thread has a Lua of its own: without a number of its own it would send the keys of the others again.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set('number', threads)
end

function pace(per_second)
  local ffi = require('ffi')
  ffi.cdef('typedef struct { long s; long us; } timeval_t; int gettimeofday(timeval_t *, void *);')
  local time, next = ffi.new('timeval_t'), 0
  delay = function()
    ffi.C.gettimeofday(time, nil)
    local now = tonumber(time.s) * 1000 + tonumber(time.us) / 1000
    next = math.max(next + 1000 / per_second, now)
    return next - now
  end
end

function init(args)
  wrk.method = args[1]
  if args[2] ~= '' then
    local file = assert(io.open(args[2]))
    wrk.body = file:read('*a')
    file:close()
  end
  for i = 5, #args, 2 do wrk.headers[args[i]] = args[i + 1] end
  if args[4] ~= '0' then pace(tonumber(args[4])) end
  local formatted, sent = wrk.format(), 0
  if args[3] == '' then
    request = function() return formatted end
  elseif args[3]:sub(1, 1) == '@' then
    local lines = {}
    for line in io.lines(args[3]:sub(2)) do lines[#lines + 1] = line end
    request = function()
      sent = sent + 1
      wrk.headers['Authorization'] = lines[(sent - 1) % #lines + 1]
      return wrk.format()
    end
  elseif args[3] == 'none' then
    request = function() return wrk.format() end
  else
    request = function()
      sent = sent + 1
      wrk.headers['Idempotency-Key'] = args[3] .. string.format('%d-%012d', number, sent)
      return wrk.format()
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"perSecond":%f,"p50":%f,"p99":%f,"failed":%d}\n', summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
