
"use strict";
(() => {
  const rows = [...document.querySelectorAll("#rows > tbody > tr")];
  if (!rows.length) return;
  const onlyFlagged = document.getElementById("only-flagged");
  const nextFlagged = document.getElementById("next-flagged");
  const find = document.getElementById("find");
  const confidence = document.getElementById("confidence"); // only where the rows are beads of an alignment
  const shape = document.getElementById("shape");
  const leastSure = document.getElementById("least-sure");
  const shown = document.getElementById("shown");
  let order = rows; // as they stand on the page
  const flagged = rows.filter((row) => row.classList.contains("flagged"));

  // For searching: no case, vowel marks, accents, hamza seats, tatweel, invisible characters or kinds of apostrophe.
  const plain = (text) =>
    text.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "").replace(/[‘’ʼ`]/g, "'").replace(/\s+/g, " ").toLowerCase();
  let texts = null;
  const readTexts = () =>
    rows.map((row) => [...row.querySelectorAll("td.text")].map((cell) => plain(cell.textContent)).join("\n"));

  const isChosen = (row) => {
    if (onlyFlagged.checked && !row.classList.contains("flagged")) return false;
    if (confidence?.value && !confidence.value.split(" ").some((name) => row.classList.contains(name))) return false;
    if (shape?.value === "*") return !/^1(-1)*$/.test(row.dataset.shape);
    return !shape?.value || row.dataset.shape === shape.value;
  };

  const show = () => {
    const wanted = plain(find.value.trim());
    if (wanted && !texts) texts = readTexts();
    let count = 0;
    rows.forEach((row, at) => {
      row.hidden = !isChosen(row) || (wanted !== "" && !texts[at].includes(wanted));
      if (!row.hidden) count += 1;
    });
    shown.textContent = count === rows.length ? "" : `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
  };

  let current = null;
  const goTo = (row) => {
    if (current) current.classList.remove("current");
    current = row;
    row.classList.add("current");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  // From the row where the reader is, and from the top again after the last.
  const step = (forward) => {
    const open = order.filter((row) => row.classList.contains("flagged") && !row.hidden);
    if (!open.length) return;
    if (!forward) open.reverse();
    const at = current ? order.indexOf(current) : forward ? -1 : order.length;
    goTo(open.find((row) => (forward ? order.indexOf(row) > at : order.indexOf(row) < at)) ?? open[0]);
  };

  const arrange = () => {
    const sure = (row) => Number(row.dataset.sure ?? 2);
    order = leastSure.checked ? [...rows].sort((one, other) => sure(one) - sure(other)) : rows;
    rows[0].parentNode.append(...order);
  };

  for (const choice of [onlyFlagged, confidence, shape]) choice?.addEventListener("change", show);
  leastSure?.addEventListener("change", arrange);
  find.addEventListener("input", show);
  nextFlagged.addEventListener("click", () => step(true));
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // On an Arabic or Russian keyboard the key is known by its place.
    const key = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code;
    if (key === "n" || key === "KeyN") step(!event.shiftKey);
  });

  onlyFlagged.disabled = nextFlagged.disabled = flagged.length === 0;
  document.querySelector(".controls").hidden = false;
  if (leastSure?.checked) arrange();
  show(); // a browser that goes back to the page fills the controls in again
})();
