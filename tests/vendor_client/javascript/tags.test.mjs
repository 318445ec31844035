// The official JavaScript client: the tags of a partner.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, startServer } from "./server.mjs";

let server, adas;
before(async () => {
  server = await startServer();
  adas = server.client(ada);
});
after(async () => assert.equal(await server.stop(), 0));

const arn = ({ account, partner }) =>
  `arn:aws:partnercentral:us-east-1:${account}:catalog/AWS/partner/${partner}`;
const ResourceArn = arn(ada);

test("put on, listed, taken off", async () => {
  await adas.send(
    new TagResourceCommand({ ResourceArn, Tags: [{ Key: "team", Value: "north" }, { Key: "a", Value: "" }] }),
  );
  await adas.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a", "unknown"] }));

  const listed = await adas.send(new ListTagsForResourceCommand({ ResourceArn }));

  assert.equal(listed.ResourceArn, ResourceArn);
  assert.deepEqual(listed.Tags, [{ Key: "team", Value: "north" }]);
});

test("somebody else's", async () => {
  await assert.rejects(
    adas.send(new ListTagsForResourceCommand({ ResourceArn: arn(bob) })),
    (error) => error instanceof ResourceNotFoundException && error.Reason === "PARTNER_NOT_FOUND",
  );
});

test("a reserved key", async () => {
  await assert.rejects(
    adas.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "aws:x", Value: "" }] })),
    (error) => {
      assert.ok(error instanceof ValidationException);
      const [{ FieldValidationError: field }] = error.ErrorDetails;
      assert.equal(field.Name, "Tags[0].Key");
      assert.equal(field.Code, "ACTION_NOT_PERMITTED");
      return true;
    },
  );
});
