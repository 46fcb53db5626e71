/** The documentation of the interface: Swagger UI over this service's own description. */
(function () {
  "use strict";
  window.SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#docs",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null, // nothing is sent to anywhere else
  });
})();
