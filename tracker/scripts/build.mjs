/**
 * Builds prox.js into a folder, packed as well, beside a tracker.json that says which version it is and what a page
 * may hold its bytes to. Fails where the script has grown too large for the pages that it is a guest on.
 */
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const MOST_PACKED = 8000;

const out = process.env.PROX_TRACKER_OUT ?? "dist";
const { version: own } = JSON.parse(readFileSync("package.json", "utf8"));
const release = (process.env.PROX_VERSION ?? own).replace(/-SNAPSHOT$/, "");

async function script(version) {
    const { outputFiles } = await build({
        entryPoints: ["src/main/script/main.ts"],
        bundle: true,
        write: false,
        format: "iife",
        target: "es2018",
        minify: true,
        charset: "ascii",
        legalComments: "none",
        define: { VERSION: JSON.stringify(version) },
    });
    return Buffer.from(outputFiles[0].contents);
}

// The version is in the script, so its hash is that of the script without it.
const hash = createHash("sha256")
    .update(await script(release))
    .digest("hex")
    .slice(0, 8);
const version = `${release}-${hash}`;
const bytes = await script(version);
const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
});
if (brotli.length > MOST_PACKED) {
    console.error(`prox.js has ${brotli.length} bytes packed with brotli; at most ${MOST_PACKED} are allowed.`);
    process.exit(1);
}
const integrity = "sha384-" + createHash("sha384").update(bytes).digest("base64");
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "prox.js"), bytes);
writeFileSync(join(out, "prox.js.br"), brotli);
writeFileSync(join(out, "prox.js.gz"), gzipSync(bytes, { level: 9 }));
writeFileSync(join(out, "tracker.json"), JSON.stringify({ version, integrity }) + "\n");
