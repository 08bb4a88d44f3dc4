// Wakes the GOV.UK and Ministry of Justice components, on the page and in every part that htmx brings in later.
import { initAll as startGovuk } from "../vendor/govuk-frontend.min.js";
import { initAll as startMoj } from "../vendor/moj-frontend.min.js";

function start(scope) {
  startGovuk({ scope });
  startMoj({ scope });
}

start(document.body);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    start(event.detail.elt);
  }
});
