// In production Traefik sends /api to the services and everything else to Nginx, so the
// interface only ever calls its own origin. `next dev` needs the same door: it forwards
// /api to the running system (API_ORIGIN, Traefik's port by default).
const development = process.env.NODE_ENV === "development";
const apiOrigin = process.env.API_ORIGIN ?? "http://localhost:3333";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  trailingSlash: true,
  images: { unoptimized: true },
  // `page.dev.tsx` is a page only while developing: the gallery of components is not exported.
  pageExtensions: development ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  ...(development
    ? {
        skipTrailingSlashRedirect: true,
        rewrites: async () => [{ source: "/api/:path*", destination: `${apiOrigin}/api/:path*` }],
      }
    : { output: "export" }),
};

export default config;
