// Copies the words of a field to the clipboard. Without scripts, or without leave, people select and copy them.
for (const part of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(part.dataset.copy);
  const status = document.querySelector("[data-copied]");
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "Copied";
    } catch {
      status.textContent = "It could not be copied by itself. It is selected: copy it with your keyboard.";
    }
  });
}
