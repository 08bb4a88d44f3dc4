// Keeps what is typed in a section as the person's own unsaved words: a few seconds after a change, and on leaving.
// It never saves into the section: that is for the Save button, which tells when somebody else has saved meanwhile.
const AFTER_A_CHANGE = 2500;
const BEFORE_A_RETRY = 10000;

for (const form of document.querySelectorAll("form[data-keep]")) {
  watch(form);
}

function watch(form) {
  const { text, revision, kept } = form.elements;
  const status = form.querySelector("[data-keep-status]");
  const words = form.querySelector("[data-words]");
  let safe = "keepNow" in form.dataset ? null : text.value;
  let timer = 0;
  let isSending = false;
  let isSubmitted = false;

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  async function keep({ isLeaving = false } = {}) {
    clearTimeout(timer);
    if (isSubmitted || text.value === safe) {
      return;
    }
    if (isSending && !isLeaving) {
      later(AFTER_A_CHANGE);
      return;
    }
    isSending = true;
    const typed = text.value;
    try {
      await tell(await send(typed, isLeaving), typed);
    } catch {
      status.textContent = "Not kept: no connection. Your words stay in this window.";
      later(BEFORE_A_RETRY);
    } finally {
      isSending = false;
    }
    if (text.value !== typed) {
      later(AFTER_A_CHANGE);
    }
  }

  function send(typed, isLeaving) {
    const body = new FormData();
    body.set("text", typed);
    body.set("revision", revision.value);
    body.set("kept", kept.value);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(form.dataset.keep, { method: "POST", body, redirect: "manual", keepalive: isLeaving });
  }

  async function tell(answer, typed) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      status.textContent = "Not kept: sign in again in another window, then go on here.";
      later(BEFORE_A_RETRY);
      return;
    }
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      status.textContent = "Not kept: something went wrong. Your words stay in this window.";
      later(BEFORE_A_RETRY);
      return;
    }
    const said = await answer.json();
    // What was refused is not sent again until it changes: the message says what to do.
    safe = typed;
    if (!answer.ok) {
      status.textContent = said.message;
      return;
    }
    kept.value = said.kept;
    words.textContent = `${said.words} word${said.words === 1 ? "" : "s"}.`;
    status.textContent = inWords(said);
  }

  function inWords({ at, apart }) {
    if (!at) {
      return "This is what is saved.";
    }
    return apart
      ? `${apart} has saved since: your words are kept apart, at ${at}. Saving will show you both.`
      : `Kept at ${at}, not saved yet.`;
  }

  text.addEventListener("input", () => later(AFTER_A_CHANGE));
  form.addEventListener("submit", () => { isSubmitted = true; clearTimeout(timer); });
  window.addEventListener("online", () => keep());
  window.addEventListener("pageshow", () => { isSubmitted = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keep({ isLeaving: true });
    }
  });
  if (safe === null) {
    later(AFTER_A_CHANGE);
  }
}
