-- Replays a recorded mix with wrk: wrk … --script replay.lua URL -- MIX HOST
-- A line of the mix is a method, an address and a body, between tabs. The last line of what it prints is for programs.

local asked, at, threads = {}, 0, {}
counts, sent = {}, -1 -- wrk asks for one request before it begins, and does not send it

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  for line in io.lines(args[1]) do
    local method, address, body = line:match("^(%u+)\t(%S+)\t(.*)$")
    local headers = { Host = args[2], ["Accept-Encoding"] = "gzip" }
    if body ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    table.insert(asked, wrk.format(method, address, headers, body ~= "" and body or nil))
  end
end

function request()
  at = at % #asked + 1
  sent = sent + 1
  return asked[at]
end

function response(status)
  local name = tostring(status)
  counts[name] = (counts[name] or 0) + 1
end

function done(summary, latency, requests)
  local told, all = {}, 0
  for _, thread in ipairs(threads) do
    all = all + thread:get("sent")
    for status, count in pairs(thread:get("counts")) do table.insert(told, status .. "=" .. count) end
  end
  local errors = summary.errors
  print(string.format("REPLAYED requests=%d seconds=%.3f p50=%.3f p95=%.3f p99=%.3f longest=%.3f sent=%d unanswered=%d %s",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, all, errors.connect + errors.read + errors.write + errors.timeout, table.concat(told, " ")))
end
