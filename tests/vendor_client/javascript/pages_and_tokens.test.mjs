// The official JavaScript client: its paginators, and a ClientToken used again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AcceptConnectionInvitationCommand,
  CancelConnectionCommand,
  CancelConnectionInvitationCommand,
  ConflictException,
  CreateConnectionInvitationCommand,
  paginateListConnectionInvitations,
  paginateListConnections,
  paginateListPartners,
  RejectConnectionInvitationCommand,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, eve, startServer } from "./server.mjs";

let server, adas, bobs, eves;
before(async () => {
  server = await startServer("--quota", "connection-invitations-per-day=1000");
  [adas, bobs, eves] = [ada, bob, eve].map((partner) => server.client(partner));
});
after(async () => assert.equal(await server.stop(), 0));

const Catalog = "Sandbox";
const invitation = (receiver, changes = {}) =>
  new CreateConnectionInvitationCommand({
    Catalog,
    ConnectionType: "OPPORTUNITY_COLLABORATION",
    Email: "ada@example.com",
    Message: "Shall we?",
    Name: "Ada Lovelace",
    ReceiverIdentifier: receiver.sandboxProfile,
    ...changes,
  });

async function pagesOf(paginator, key) {
  const pages = [];
  for await (const page of paginator) pages.push(page[key].map(({ Id }) => Id));
  return pages;
}

test("invitations and connections in pages", async () => {
  const sent = [];
  const connections = [];
  for (let round = 0; round < 25; ++round) {
    const { Id: Identifier } = await adas.send(invitation(bob));
    sent.unshift(Identifier);
    const { Connection } = await bobs.send(
      new AcceptConnectionInvitationCommand({ Catalog, Identifier }),
    );
    connections.unshift(Connection.Id);
    await adas.send(
      new CancelConnectionCommand({
        Catalog,
        Identifier: Connection.Id,
        ConnectionType: "OPPORTUNITY_COLLABORATION",
        Reason: "",
      }),
    );
  }

  for (const client of [adas, bobs]) {
    const pages = await pagesOf(
      paginateListConnectionInvitations({ client, pageSize: 10 }, { Catalog }),
      "ConnectionInvitationSummaries",
    );
    assert.deepEqual(pages.map(({ length }) => length), [10, 10, 5]);
    assert.deepEqual(pages.flat(), sent);
  }
  const pages = await pagesOf(
    paginateListConnections(
      { client: bobs, pageSize: 7 },
      { Catalog, ConnectionType: "OPPORTUNITY_COLLABORATION:CANCELED" },
    ),
    "ConnectionSummaries",
  );
  assert.deepEqual(pages.map(({ length }) => length), [7, 7, 7, 4]);
  assert.deepEqual(pages.flat(), connections);
});

test("partners in one page", async () => {
  const pages = await pagesOf(
    paginateListPartners({ client: adas }, { Catalog: "AWS" }),
    "PartnerSummaryList",
  );
  assert.deepEqual(pages, [[ada.partner]]);
});

test("a token used again is answered once and for all", async () => {
  const ClientToken = "one-token";
  const first = await eves.send(invitation(bob, { ClientToken }));
  await bobs.send(new RejectConnectionInvitationCommand({ Catalog, Identifier: first.Id }));

  const { $metadata: _, ...again } = await eves.send(invitation(bob, { ClientToken }));

  const { $metadata: __, ...original } = first;
  assert.deepEqual(again, original);
  await assert.rejects(
    eves.send(invitation(bob, { ClientToken, Message: "Another text" })),
    (error) => error instanceof ConflictException && error.Reason === "CONFLICT_CLIENT_TOKEN",
  );
});

test("fifty rejections at once", async () => {
  const { Id: Identifier } = await eves.send(invitation(ada));

  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      adas.send(new RejectConnectionInvitationCommand({ Catalog, Identifier })),
    ),
  );

  const won = outcomes.filter(({ status }) => status === "fulfilled");
  assert.deepEqual(won.map(({ value }) => value.Status), ["REJECTED"]);
  for (const { reason } of outcomes.filter(({ status }) => status === "rejected")) {
    assert.ok(reason instanceof ConflictException, String(reason));
    assert.equal(reason.Reason, "INCOMPATIBLE_CONNECTION_INVITATION_STATE");
  }
  await assert.rejects(
    eves.send(new CancelConnectionInvitationCommand({ Catalog, Identifier })),
    ConflictException,
  );
});
