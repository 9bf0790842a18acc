/** The login's address with the way back. */
export function loginPath(from: string) {
  return from === "/" || from.startsWith("/ingresar") ? "/ingresar/" : `/ingresar/?volver=${encodeURIComponent(from)}`;
}

/** Only paths of this very site: a link must not send people elsewhere after they log in. */
export function safeReturn(path: string | null) {
  if (!path) return "/";
  try {
    const url = new URL(path, window.location.origin);
    const inside = url.origin === window.location.origin && !url.pathname.startsWith("/ingresar");
    return inside ? url.pathname + url.search + url.hash : "/";
  } catch {
    return "/";
  }
}
