// The official JavaScript client: signatures that are checked, and clocks that disagree.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { ListConnectionsCommand } from "@aws-sdk/client-partnercentral-account";

import { ada, startServer } from "./server.mjs";

let server;
before(async () => {
  server = await startServer("--verify-signatures");
});
after(async () => assert.equal(await server.stop(), 0));

const list = new ListConnectionsCommand({ Catalog: "AWS" });
const hour = 3600 * 1000;

test("a correct signature is served", async () => {
  assert.deepEqual((await server.client(ada).send(list)).ConnectionSummaries, []);
});

test("a wrong secret", async () => {
  await assert.rejects(
    server.client({ ...ada, secret: "wrong" }).send(list),
    { name: "InvalidSignatureException", $fault: "client" },
  );
});

test("an unknown key", async () => {
  await assert.rejects(server.client({ ...ada, account: "999988887777" }).send(list), {
    name: "UnrecognizedClientException",
  });
});

const RealDate = Date;
// This machine's clock, off by that many milliseconds, as far as the client can tell.
function setClockOff(milliseconds) {
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [RealDate.now() + milliseconds]));
    }
    static now() {
      return RealDate.now() + milliseconds;
    }
  };
}
afterEach(() => {
  globalThis.Date = RealDate;
});

for (const [what, off] of [["late", -hour], ["early", hour]]) {
  test(`a clock an hour ${what} corrects itself by our Date`, async () => {
    const client = server.client(ada);
    setClockOff(off);

    const answer = await client.send(list);

    assert.equal(answer.$metadata.attempts, 2);
    assert.ok(Math.abs(client.config.systemClockOffset + off) < 60_000);
    assert.equal((await client.send(list)).$metadata.attempts, 1);
  });
}
