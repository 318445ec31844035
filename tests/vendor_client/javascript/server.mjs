// The program under test and the official JavaScript client of each demo account.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { PartnerCentralAccountClient } from "@aws-sdk/client-partnercentral-account";

const source = fileURLToPath(new URL("../../..", import.meta.url));
const binary = process.env.AMITY_BINARY || path.join(source, "build/release/amity");

export const [ada, bob, eve] = [
  { account: "111122223333", letters: "aaaa", sandboxLetters: "saaa" },
  { account: "444455556666", letters: "bbbb", sandboxLetters: "sbbb" },
  { account: "777788889999", letters: "cccc", sandboxLetters: "sccc" },
].map(({ account, letters, sandboxLetters }) => ({
  account,
  partner: `partner-222222222${letters}`,
  profile: `pprofile-222222222${letters}`,
  sandboxProfile: `pprofile-222222222${sandboxLetters}`,
  secret: `amity-demo-secret-${account}`,
}));

// Starts `amity dev --seed demo` on a free port with data of its own. The caller stops it.
export async function startServer(...flags) {
  const data = await mkdtemp(path.join(tmpdir(), "amity-js-"));
  const child = spawn(
    binary,
    ["dev", "--port", "0", "--management-port", "0", "--data", path.join(data, "data"),
      "--seed", "demo", ...flags],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let management;
  createInterface({ input: child.stderr }).on("line", (line) => {
    management ??= / management (http:\S+)/.exec(line)?.[1];
    process.stderr.write(`${line}\n`);
  });
  let endpoint;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("ready ")) endpoint = line.split(" ")[1];
    if (endpoint) break;
  }
  if (!endpoint) throw new Error("amity ended before it was ready");
  child.stdout.resume();
  const clients = [];
  return {
    endpoint,
    // The answer of an operation of the admin API.
    async admin(operation, request = {}) {
      const answer = await fetch(management, {
        method: "POST",
        headers: {
          "Content-Type": "application/x-amz-json-1.0",
          "X-Amz-Target": `AmityAdmin.${operation}`,
        },
        body: JSON.stringify(request),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return JSON.parse(text || "{}");
    },
    // The client as its users make it: endpoint, region, credentials.
    client({ account, secret }, more = {}) {
      const client = new PartnerCentralAccountClient({
        endpoint,
        region: "us-east-1",
        credentials: { accessKeyId: account, secretAccessKey: secret },
        ...more,
      });
      clients.push(client);
      return client;
    },
    // Answers the exit code.
    async stop() {
      for (const client of clients) client.destroy();
      child.kill("SIGTERM");
      const code = await ended;
      await rm(data, { recursive: true });
      return code;
    },
  };
}
