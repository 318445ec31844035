// GetPartner again and again by the official JavaScript client, and what that costs this process;
// see main.cc. The client is that of tests/vendor_client/javascript.
import {createRequire} from "node:module";
import http from "node:http";
import {parseArgs} from "node:util";

const require = createRequire(new URL("../../tests/vendor_client/javascript/", import.meta.url));
const {GetPartnerCommand, PartnerCentralAccountClient} =
    require("@aws-sdk/client-partnercentral-account");

const {values} = parseArgs({options: {
  partner: {type: "string"},
  "in-flight": {type: "string", default: "1"},
  "warm-up": {type: "string", default: "1"},
  seconds: {type: "string", default: "5"},
}});
const inFlight = Number(values["in-flight"]);
const client = new PartnerCentralAccountClient({
  requestHandler: {httpAgent: new http.Agent({keepAlive: true, maxSockets: inFlight})},
});

async function callUntil(end) {
  let calls = 0;
  for (; performance.now() < end; ++calls)
    await client.send(new GetPartnerCommand({Catalog: "AWS", Identifier: values.partner}));
  return calls;
}

async function callsWithin(seconds) {
  const end = performance.now() + seconds * 1000;
  const counts = await Promise.all(Array.from({length: inFlight}, () => callUntil(end)));
  return counts.reduce((sum, count) => sum + count);
}

await callsWithin(Number(values["warm-up"]));
const cpu = process.cpuUsage();
const begin = performance.now();
const calls = await callsWithin(Number(values.seconds));
const seconds = (performance.now() - begin) / 1000;
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({calls, seconds, cpu_seconds: (used.user + used.system) / 1e6}));
