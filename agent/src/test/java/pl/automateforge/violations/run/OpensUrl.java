package pl.automateforge.violations.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

record OpensUrl(URL url) {
  InputStream open() throws IOException {
    return url.openStream();
  }
}
