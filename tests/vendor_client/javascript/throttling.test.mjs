// The official JavaScript client: request rates.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ListPartnersCommand, ThrottlingException } from "@aws-sdk/client-partnercentral-account";

import { ada, bob, startServer } from "./server.mjs";

let server;
before(async () => {
  server = await startServer("--read-rate", "10", "--read-burst", "1");
});
after(async () => assert.equal(await server.stop(), 0));

const list = () => new ListPartnersCommand({ Catalog: "AWS" });

test("too many requests are told", async () => {
  const impatient = server.client(ada, { maxAttempts: 1 });

  await assert.rejects(
    Promise.all(Array.from({ length: 10 }, () => impatient.send(list()))),
    (error) =>
      error instanceof ThrottlingException &&
      error.ServiceCode === "partnercentral-account" &&
      error.QuotaCode === "read-rate" &&
      error.$metadata.httpStatusCode === 429,
  );
});

test("the client's own retries recover", async () => {
  const patient = server.client(bob, { maxAttempts: 10 });
  const attempts = [];

  for (let i = 0; i < 5; ++i) attempts.push((await patient.send(list())).$metadata.attempts);

  assert.ok(Math.max(...attempts) > 1);
});
