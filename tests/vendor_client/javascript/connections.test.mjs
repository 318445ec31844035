// The official JavaScript client: from the invitation to the end of the connection.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AcceptConnectionInvitationCommand,
  CancelConnectionCommand,
  CancelConnectionInvitationCommand,
  CreateConnectionInvitationCommand,
  GetConnectionCommand,
  GetConnectionInvitationCommand,
  GetPartnerCommand,
  ListConnectionInvitationsCommand,
  ListConnectionsCommand,
  ListPartnersCommand,
  RejectConnectionInvitationCommand,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, eve, startServer } from "./server.mjs";

let server, adas, bobs, eves;
before(async () => {
  server = await startServer();
  [adas, bobs, eves] = [ada, bob, eve].map((partner) => server.client(partner));
});
after(async () => assert.equal(await server.stop(), 0));

const Catalog = "AWS";
const invitation = (receiver, changes = {}) =>
  new CreateConnectionInvitationCommand({
    Catalog,
    ConnectionType: "OPPORTUNITY_COLLABORATION",
    Email: "ada@example.com",
    Message: "Shall we?\nI think so – 是的",
    Name: "Ada Lovelace",
    ReceiverIdentifier: receiver.profile,
    ...changes,
  });

test("the waiting invitation of the demo is rejected", async () => {
  const Identifier = "pacinv-222222222demo";
  const waiting = await bobs.send(
    new ListConnectionInvitationsCommand({ Catalog, Status: "PENDING" }),
  );
  assert.deepEqual(waiting.ConnectionInvitationSummaries.map(({ Id }) => Id), [Identifier]);

  const answer = await bobs.send(
    new RejectConnectionInvitationCommand({ Catalog, Identifier, Reason: "Not now 🙂" }),
  );

  assert.equal(answer.Status, "REJECTED");
  assert.equal(answer.ParticipantType, "RECEIVER");
  assert.equal(answer.OtherParticipantIdentifier, ada.profile);
  const seen = await adas.send(new GetConnectionInvitationCommand({ Catalog, Identifier }));
  assert.equal(seen.Status, "REJECTED");
  assert.equal(seen.ParticipantType, "SENDER");
  assert.deepEqual(seen.UpdatedAt, answer.UpdatedAt);
});

test("invited, accepted, listed and ended", async () => {
  const sent = await adas.send(invitation(bob));
  assert.equal(sent.Status, "PENDING");
  assert.equal(sent.InvitationMessage, "Shall we?\nI think so – 是的");
  assert.ok(sent.CreatedAt instanceof Date);
  assert.equal(sent.ExpiresAt - sent.CreatedAt, 15 * 24 * 3600 * 1000);

  const { Connection: accepted } = await bobs.send(
    new AcceptConnectionInvitationCommand({ Catalog, Identifier: sent.Id }),
  );
  assert.equal(accepted.OtherParticipantAccountId, ada.account);
  const kind = accepted.ConnectionTypes.OPPORTUNITY_COLLABORATION;
  assert.equal(kind.Status, "ACTIVE");
  assert.equal(kind.InviterName, "Ada Lovelace");
  assert.equal(kind.OtherParticipant.PartnerProfile.Id, ada.profile);

  for (const [client, other] of [[adas, bob], [bobs, ada]]) {
    const list = await client.send(new ListConnectionsCommand({ Catalog }));
    assert.deepEqual(list.ConnectionSummaries.map(({ Id }) => Id), [accepted.Id]);
    assert.equal(list.ConnectionSummaries[0].OtherParticipantAccountId, other.account);
  }

  const Reason = "We part as friends.";
  const ended = await adas.send(
    new CancelConnectionCommand({
      Catalog,
      Identifier: accepted.Id,
      ConnectionType: "OPPORTUNITY_COLLABORATION",
      Reason,
    }),
  );
  assert.equal(ended.ConnectionTypes.OPPORTUNITY_COLLABORATION.CanceledBy, ada.account);
  const seen = await bobs.send(new GetConnectionCommand({ Catalog, Identifier: accepted.Id }));
  assert.equal(seen.ConnectionTypes.OPPORTUNITY_COLLABORATION.Status, "CANCELED");
  assert.deepEqual(
    seen.ConnectionTypes.OPPORTUNITY_COLLABORATION.CanceledAt,
    ended.ConnectionTypes.OPPORTUNITY_COLLABORATION.CanceledAt,
  );
});

test("taken back by the sender", async () => {
  const sent = await eves.send(
    invitation(bob, { ConnectionType: "SUBSIDIARY", ReceiverIdentifier: bob.account }),
  );

  const answer = await eves.send(
    new CancelConnectionInvitationCommand({ Catalog, Identifier: sent.Id }),
  );

  assert.equal(answer.Status, "CANCELED");
});

test("a partner reads itself", async () => {
  const list = await adas.send(new ListPartnersCommand({ Catalog }));
  assert.deepEqual(list.PartnerSummaryList.map(({ Id }) => Id), [ada.partner]);

  const partner = await adas.send(new GetPartnerCommand({ Catalog, Identifier: ada.partner }));

  assert.equal(partner.Profile.ProfileId, ada.profile);
  assert.ok(partner.CreatedAt instanceof Date);
});
