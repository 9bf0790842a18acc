// In production Traefik sends /api to the services and everything else to Nginx, so the
// interface only ever calls its own origin. `next dev` needs the same door: it forwards
// /api to the running system (API_ORIGIN, Traefik's port by default).
const development = process.env.NODE_ENV === "development";
const apiOrigin = process.env.API_ORIGIN ?? "http://localhost:3333";

// What every page behind the login needs travels as one file: as the twenty that webpack makes
// of it, the same code compresses worse. The pages before the login must not need it.
const BEFORE_LOGIN = ["app/layout", "app/error", "app/not-found", "app/ingresar/page"];
const SHELL = "app/(app)/layout";
const shell = {
  name: "shell",
  enforce: true,
  priority: 50,
  chunks: ({ name }) => !BEFORE_LOGIN.includes(name) && !/^(main|polyfills|pages\/)/.test(name ?? ""),
  test(module, { chunkGraph }) {
    const names = [...chunkGraph.getModuleChunks(module)].map(({ name }) => name);
    return names.includes(SHELL) && !BEFORE_LOGIN.some((name) => names.includes(name));
  },
};

function webpack(config, { dev, isServer }) {
  if (!dev) {
    // Writing webpack's cache (800 MB) costs a fifth of a build, and reading it saves the next one nothing.
    config.cache = false;
    // It finds what a server of Next would need, and here is none.
    config.plugins = config.plugins.filter((plugin) => plugin.constructor.name !== "TraceEntryPointsPlugin");
  }
  if (!dev && !isServer) {
    config.optimization.splitChunks.cacheGroups.shell = shell;
    // Every page, the login too, carries the name of every part that can be fetched: six digits tell them apart.
    config.output.hashDigestLength = 6;
  }
  return config;
}

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  trailingSlash: true,
  images: { unoptimized: true },
  // The check stage does both before it builds (tools/check.py), and `./clinica up` should not wait for them.
  eslint: { ignoreDuringBuilds: true },
  typescript: { ignoreBuildErrors: true },
  // Without it, a page that needs one primitive carries the code of all that any page needs.
  webpack,
  // No server of Next runs: what one needs is not traced, and its code may be long.
  outputFileTracingExcludes: { "*": ["**/*"] },
  experimental: { optimizePackageImports: ["radix-ui"], serverMinification: false },
  // `page.dev.tsx` is a page only while developing: the gallery of components is not exported.
  pageExtensions: development ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  ...(development
    ? {
        skipTrailingSlashRedirect: true,
        rewrites: async () => [
          { source: "/api/:path*", destination: `${apiOrigin}/api/:path*` },
          // Nginx serves a folder's index by itself.
          { source: "/:page(cita|reservar|reserva)/", destination: "/:page/index.html" },
        ],
      }
    : { output: "export" }),
};

export default config;
