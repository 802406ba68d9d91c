const KEPT = 10;
const STORE = "flowmon-demo.recent";
const form = document.getElementById("order");
const result = document.getElementById("result");
const recent = document.getElementById("recent");
const clear = document.getElementById("clear");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  showErrors({});
  const order = {
    numberOfMessages: form.numberOfMessages.value,
    timeToSpend: form.timeToSpend.value,
    fault: form.fault.value || null,
  };
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json, application/problem+json" },
      body: JSON.stringify(order),
    });
    const answer = await response.json();
    if (response.ok) {
      showSent(answer);
      remember(order, answer);
    } else {
      showErrors(answer.errors ?? {});
      showProblem(answer.errors ? "Please correct the form." : (answer.detail ?? answer.title));
    }
  } catch {
    showProblem("The frontend does not answer. Is it still running?");
  } finally {
    button.disabled = false;
  }
});

clear.addEventListener("click", () => {
  save([]);
  list();
});

function showSent(answer) {
  const messages = answer.accepted === 1 ? "1 message is on its way" : `${answer.accepted} messages are on their way`;
  const parts = [element("p", `${messages}, about ${answer.estimatedSeconds} s of work.`)];
  if (answer.flowUrl) {
    const paragraph = element("p");
    paragraph.append(link(answer.flowUrl, "See the drawn flow", "action"));
    parts.push(paragraph);
  } else {
    parts.push(element("p", "This flow is not recorded.", "quiet"));
  }
  result.replaceChildren(...parts);
}

function showProblem(text) {
  result.replaceChildren(element("p", text, "error"));
}

function showErrors(errors) {
  for (const name of ["numberOfMessages", "timeToSpend"]) {
    document.getElementById(`${name}-error`).textContent = errors[name] ?? "";
    form[name].setAttribute("aria-invalid", String(name in errors));
  }
}

function remember(order, answer) {
  if (!answer.flowUrl) return;
  const { correlationId: id, flowUrl: url } = answer;
  const entry = { id, url, messages: answer.accepted, seconds: order.timeToSpend, fault: order.fault && form.fault.selectedOptions[0].text, at: Date.now() };
  save([entry, ...load()].slice(0, KEPT));
  list();
}

function list() {
  const entries = load();
  recent.replaceChildren(
    ...entries.map((entry) => {
      const item = element("li");
      const facts = `${entry.messages} × ${entry.seconds} s${entry.fault ? `. ${entry.fault}` : ""}`;
      const time = new Date(entry.at).toLocaleTimeString();
      item.append(link(entry.url, entry.id), element("span", `${facts} · ${time}`, "quiet"));
      return item;
    }),
  );
  clear.hidden = entries.length === 0;
  document.getElementById("recent-empty").hidden = entries.length > 0;
}

function load() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}

function save(entries) {
  try {
    localStorage.setItem(STORE, JSON.stringify(entries));
  } catch {
    // A browser that keeps nothing still sends.
  }
}

function element(name, text, className) {
  const created = document.createElement(name);
  if (text) created.textContent = text;
  if (className) created.className = className;
  return created;
}

function link(url, text, className) {
  const anchor = element("a", text, className);
  anchor.href = url;
  return anchor;
}

list();
