// The preview in the browser: it loads the page again when the site has changed, where it was, and lists what is wrong.
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const lang = document.documentElement.lang.split("-")[0];
  const PLACE = "khabarnama-place", CLOSED = "khabarnama-closed";
  let events = null, host = null;

  function make(tag, text, attributes = {}) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    // What is quoted, or in Urdu's script, must not change the order of the words around it.
    for (const [place, part] of text.split(/((?<=«)[^»]*(?=»)|[\u0600-\u06ff][\u0600-\u06ff ]*[\u0600-\u06ff])/).entries()) {
      const quoted = place % 2 ? document.createElement("bdi") : element;
      quoted.append(part);
      if (quoted !== element) element.append(quoted);
    }
    return element;
  }

  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    history.scrollRestoration = "manual";
    location.reload();
  }

  function comeBack() {
    const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    sessionStorage.removeItem(PLACE);
    if (path !== location.pathname) return;
    const moved = new AbortController();
    for (const name of ["wheel", "touchmove", "keydown"]) addEventListener(name, () => moved.abort(), { once: true });
    const go = () => moved.signal.aborted || scrollTo({ left, top, behavior: "instant" });
    const framed = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const settle = async () => {
      await document.fonts.ready;
      await framed(); // a font that has come moves what stands below it, and the browser moves along
      go();
      history.scrollRestoration = "auto";
    };
    go();
    addEventListener("load", settle, { once: true });
  }

  function item(problem, words) {
    const entry = make("li", "", { class: problem.level });
    const head = make("p", "", { class: "place" });
    const name = make("code", "", { dir: "ltr" });
    for (const part of problem.path.split(/([./])/)) name.append(make("bdi", part));
    if (problem.line) name.append(`:${problem.line}`);
    head.append(make("b", words[problem.level]), " ", name);
    entry.append(head, make("p", problem.message, { lang: "en", dir: "ltr" }));
    if (problem.hint) entry.append(make("p", problem.hint, { class: "hint", lang: "en", dir: "ltr" }));
    return entry;
  }

  function panel(state, words, shut) {
    const section = make("section", "", { "aria-label": words.title, lang: words.lang, dir: words.dir });
    const title = make("h2", words.title);
    title.append(` (${state.count})`);
    const close = make("button", words.close, { type: "button" });
    close.addEventListener("click", shut);
    const list = make("ol", "", { tabindex: "0", "aria-label": words.title });
    list.append(...state.problems.map((problem) => item(problem, words)));
    section.append(title, close, list);
    if (state.count > state.problems.length) section.append(make("p", words.more));
    return section;
  }

  function show(state) {
    host?.remove();
    host = null;
    if (!state.count) return sessionStorage.removeItem(CLOSED);
    const words = state.words[lang] ?? state.words.en;
    const { lang: named, dir } = words;
    const known = JSON.stringify(state.problems);
    const root = (host = document.createElement("khabarnama-problems")).attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    const draw = (closed, focus) => {
      if (closed) sessionStorage.setItem(CLOSED, known);
      else sessionStorage.removeItem(CLOSED);
      const opener = make("button", `${words.open} (${state.count})`, { type: "button", class: "opener", lang: named, dir });
      opener.addEventListener("click", () => draw(false, true));
      root.replaceChildren(make("p", `${words.title}: ${state.count}`, { role: "status", class: "said", lang: named, dir }),
        closed ? opener : panel(state, words, () => draw(true, true)));
      if (focus) root.querySelector("button").focus();
    };
    host.addEventListener("keydown", (event) => { if (event.key === "Escape") draw(true, true); });
    draw(sessionStorage.getItem(CLOSED) === known, false);
    document.documentElement.append(host);
  }

  function listen() {
    if (events || document.hidden) return;
    events = new EventSource(`${own.events}?${location.pathname}`);
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      // A page that a problem has taken away stays in sight as it last was, under the problem, until it is mended.
      if (state.site === own.site || (state.gone && state.count)) show(state);
      else reload();
    };
  }

  function leave() {
    events?.close();
    events = null;
  }

  const style = new CSSStyleSheet();
  fetch(own.style).then((answer) => answer.text()).then((text) => style.replace(text)).then(listen);
  addEventListener("pagehide", leave); // a page with an open line is not kept for the way back
  addEventListener("pageshow", ({ persisted }) => persisted && listen()); // one that was kept may be of an older site
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  comeBack();
})();
