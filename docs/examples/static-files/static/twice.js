const button = document.querySelector("button");
const output = document.querySelector("output");

button.addEventListener("click", async () => {
  const first = await fetch(button.dataset.url, { cache: "no-store" });
  const size = (await first.text()).length;
  const tag = first.headers.get("ETag");
  const second = await fetch(button.dataset.url, { headers: { "If-None-Match": tag } });
  output.textContent = `First ${first.status} with ${size} bytes, then ${second.status}.`;
});
