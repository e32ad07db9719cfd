// A file of its own, since the content security policy allows no inline script.
window.SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, tryItOutEnabled: false })
