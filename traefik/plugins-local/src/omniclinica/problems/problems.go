// Package problems is a Traefik middleware that turns the plain text errors of the proxy itself into
// application/problem+json (RFC 9457), as the services answer theirs. Traefik's own `errors` middleware goes by the status
// alone, and would put its page in the place of what a service says with a 429 or a 503; and it needs a server for the page.
// Traefik interprets this file (Yaegi): it knows the standard library only.
package problems

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Config is what traefik/dynamic.yml sets.
type Config struct {
	// Seconds after which what has failed for the moment may be asked again.
	RetryAfter string `json:"retryAfter,omitempty"`
}

// CreateConfig returns the defaults.
func CreateConfig() *Config {
	return &Config{RetryAfter: "2"}
}

type sentence struct{ title, detail string }

var unavailable = sentence{"Servicio no disponible", "El servicio no responde. Intente de nuevo."}

var sentences = map[int]sentence{
	400: {"Petición mal formada", "No se entiende la petición."},
	404: {"No encontrado", "Esta dirección no existe."},
	413: {"Contenido demasiado grande", "El contenido enviado es demasiado grande."},
	429: {"Demasiadas peticiones", "Hay demasiadas peticiones a la vez desde esta dirección. Intente de nuevo."},
	500: {"Error interno", "Algo falló de nuestro lado."},
	502: unavailable,
	503: unavailable,
	504: unavailable,
}

// Those after which the same request may succeed.
var passing = map[int]bool{429: true, 502: true, 503: true, 504: true}

// As the services take it (common/web/http.py).
var validID = regexp.MustCompile(`^[A-Za-z0-9._:-]{8,128}$`)

type problems struct {
	next       http.Handler
	retryAfter string
}

// New is called by Traefik once for each router that names the middleware.
func New(_ context.Context, next http.Handler, config *Config, _ string) (http.Handler, error) {
	return &problems{next, config.RetryAfter}, nil
}

func (p *problems) ServeHTTP(rw http.ResponseWriter, req *http.Request) {
	p.next.ServeHTTP(&answer{ResponseWriter: rw, request: req, retryAfter: p.retryAfter}, req)
}

type answer struct {
	http.ResponseWriter
	request    *http.Request
	retryAfter string
	replaced   bool
}

// WriteHeader lets every answer pass that is no error or has a form of its own; Traefik's are plain text or nothing.
func (a *answer) WriteHeader(status int) {
	if status < 400 || a.replaced {
		a.ResponseWriter.WriteHeader(status)
		return
	}
	kind := a.Header().Get("Content-Type")
	if kind != "" && !strings.HasPrefix(kind, "text/plain") {
		a.ResponseWriter.WriteHeader(status)
		return
	}
	a.replaced = true
	said, known := sentences[status]
	if !known {
		said = sentence{"No se pudo atender la petición", "No se pudo atender la petición."}
	}
	id := a.request.Header.Get("X-Request-Id")
	if !validID.MatchString(id) {
		made := make([]byte, 16)
		rand.Read(made)
		id = hex.EncodeToString(made)
	}
	body := fmt.Sprintf(
		`{"type": "about:blank", "title": "%s", "status": %d, "detail": "%s", "request_id": "%s"}`,
		said.title, status, said.detail, id)
	header := a.Header()
	header.Set("Content-Type", "application/problem+json")
	header.Set("Content-Length", fmt.Sprint(len(body)))
	header.Del("Content-Encoding")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Request-Id", id)
	if passing[status] && header.Get("Retry-After") == "" {
		header.Set("Retry-After", a.retryAfter)
	}
	a.ResponseWriter.WriteHeader(status)
	if a.request.Method != http.MethodHead {
		a.ResponseWriter.Write([]byte(body))
	}
}

// Write drops the words that were replaced.
func (a *answer) Write(body []byte) (int, error) {
	if a.replaced {
		return len(body), nil
	}
	return a.ResponseWriter.Write(body)
}
