import "@/shared/theme/styles";
import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { guardMarkup } from "@/app/trust";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="prox-nonce"]')?.content ?? "";
// For the one style that is made while a dialog is open.
setNonce(nonce);
guardMarkup();

const root = document.getElementById("root");
if (root) createRoot(root).render(<App nonce={nonce} />);
