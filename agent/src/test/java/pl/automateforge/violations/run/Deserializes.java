package pl.automateforge.violations.run;

import java.io.IOException;
import java.io.ObjectInputStream;

record Deserializes(ObjectInputStream in) {
  Object read() throws IOException, ClassNotFoundException {
    return in.readObject();
  }
}
