// Firefox over WebDriver BiDi: one session opens pages and evaluates expressions in them, one after another.
//
// Standard input: {"firefox": path, "profile": folder, "pages": [{"url", "width", "steps": [expression, …]}, …]}; an
// expression may be a promise. Standard output: {"values": [[value, …], …], "errors": [words of faults of scripts, …]}.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const firefox = spawn(
  asked.firefox,
  ["--headless", "--no-remote", "--profile", asked.profile, "--remote-debugging-port", "0"],
  { stdio: ["ignore", "ignore", "pipe"] },
);
const address = await new Promise((resolve, reject) => {
  let told = "";
  firefox.stderr.on("data", (data) => {
    told += data;
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(told);
    if (found) resolve(found[1]);
  });
  firefox.on("exit", () => reject(new Error(`Firefox went away: ${told}`)));
});
const socket = new WebSocket(`${address}/session`);
await new Promise((resolve, reject) => {
  socket.onopen = resolve;
  socket.onerror = () => reject(new Error("no connection"));
});
const waiting = new Map();
const errors = [];
socket.onmessage = (message) => {
  const data = JSON.parse(message.data);
  if (data.type === "event" && data.params?.level === "error") errors.push(data.params.text);
  const answer = waiting.get(data.id);
  if (answer) answer(data);
};
let last = 0;
async function call(method, params) {
  const id = ++last;
  const data = await new Promise((resolve) => {
    waiting.set(id, resolve);
    socket.send(JSON.stringify({ id, method, params }));
  });
  if (data.type === "error") throw new Error(`${method}: ${data.message}`);
  return data.result;
}

await call("session.new", { capabilities: {} });
await call("session.subscribe", { events: ["log.entryAdded"] });
const values = [];
for (const page of asked.pages) {
  const { context } = await call("browsingContext.create", { type: "tab" });
  const viewport = { width: page.width, height: 800 };
  await call("browsingContext.setViewport", { context, viewport });
  await call("browsingContext.navigate", { context, url: page.url, wait: "complete" });
  const told = [];
  for (const step of page.steps) {
    const { type, result, exceptionDetails } = await call("script.evaluate", {
      expression: `(async () => JSON.stringify((await (${step})) ?? null))()`,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
    if (type === "exception") throw new Error(`${step}: ${exceptionDetails.text}`);
    told.push(JSON.parse(result.value));
  }
  values.push(told);
}
process.stdout.write(JSON.stringify({ values, errors }));
await call("browser.close", {});
socket.close();
