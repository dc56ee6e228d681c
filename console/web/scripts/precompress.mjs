/** Writes a .gz and a .br beside each file worth it, so that the server never compresses. */
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const WORTH = /\.(js|css|svg)$/;
const root = process.env.PROX_WEB_OUT ?? "dist";

for (const name of readdirSync(root, { recursive: true })) {
    const file = join(root, String(name));
    if (!WORTH.test(file) || statSync(file).size < 1024) continue;
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
        `${file}.br`,
        brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        }),
    );
}
