import Configuration
import XCTest
